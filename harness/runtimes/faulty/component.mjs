/**
 * Runs a component as runtime jco does, with one named fault where it has one.
 *
 *   node component.mjs [--fault=ID] --modules=DIR [OPTION of jco's host]... OUTDIR [ARG...]
 */
import { aroundComponent } from "../around.mjs";
import { importFrom } from "../packages.mjs";
import { strikeComponent } from "./component-fault.mjs";
import { errorName, uncorrected } from "./component-mechanisms.mjs";
import { mendCall } from "./component-mended.mjs";
import { faultNamed } from "./faults.mjs";
import { takeOptions } from "./options.mjs";
import { Told } from "./told.mjs";

const { fault, modules, rest } = takeOptions(process.argv.slice(2));
const told = new Told();
const own = fault === undefined ? undefined : faultNamed(fault);
const { WASIShim } = await importFrom(modules, "@bytecodealliance/preview2-shim/instantiation");

const mended = (name, args, call) => (own?.run === uncorrected && own.on === name ? call : mendCall(name, args, call));

const { getImportObject } = WASIShim.prototype;
WASIShim.prototype.getImportObject = function (...words) {
  const outer = told.around(
    () => "ok",
    (error) => errorName(error),
  );
  const inner = own && strikeComponent(own, (error) => told.strike(error));
  return aroundComponent(getImportObject.apply(this, words), (name, args, call) => {
    const plain = mended(name, args, call);
    return outer(name, args, () => (inner ? inner(name, args, plain) : plain()));
  });
};

process.argv.splice(2, process.argv.length, ...rest);
await import("../jco/host.mjs");
