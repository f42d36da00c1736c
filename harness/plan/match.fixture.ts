import { makeOffer } from "../engine/offer.ts";
import type { Agenda, Job, LaneWish, Offer } from "../model/agenda.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Lane } from "../model/lane.ts";
import { makeAgenda } from "./agenda.ts";
import { catalog, lanes } from "./catalog.fixture.ts";
import { parseFilter } from "./filter.ts";
import { match } from "./match.ts";
import { everything } from "./profile.ts";

/** The toolchains of the made-up languages. */
export const tools = ["c/clang", "c/zig-cc", "js/qjs"] as const;
/** What a machine with these lanes and toolchains offers. */
export const offerOf = (own: readonly Lane[], worker = "w1", ids: readonly string[] = tools): Offer =>
  makeOffer(worker, { toolchains: ids.map((id) => ({ ok: true, id, version: "1", digest: "d", packages: [] })), lanes: own }, "namespaces");

const wishOf = ({ id: { runtime: name, version, keep, launcher, variant, architecture } }: Lane): LaneWish => ({
  ...{ runtime: name, version, keep, launcher, architecture },
  ...(variant === undefined ? {} : { variant }),
});

/** An agenda of these lanes, and of others for roles in other Keeps alone. */
export const agendaOf = (terms: readonly string[] = [], wished = lanes, partners: readonly Lane[] = [], of: Catalog = catalog): Agenda => ({
  ...makeAgenda(
    of,
    { profile: everything, filter: parseFilter(terms), architecture: "x86_64" },
    { contract: (own, entry) => `${own.manifest.id}/${entry.id}`, sources: ({ port }) => port.folder },
  ),
  wishes: [...wished.map(wishOf), ...partners.map((each): LaneWish => ({ ...wishOf(each), partner: true }))],
});
/** The jobs of one machine that has all toolchains. */
export const jobsOf = (terms: readonly string[] = [], own = lanes): Job[] => match(agendaOf(terms, own), [offerOf(own)]);
/** The cells of jobs. */
export const textsOf = (jobs: readonly Job[]): string[] => jobs.map(({ cell }) => cell);
/** Whether a cell is one by which lanes are trusted. */
export const isTrust = (cell: string): boolean => cell.startsWith("must-trap/");
/** Jobs without those by which lanes are trusted. */
export const ownOf = (jobs: readonly Job[]): Job[] => jobs.filter(({ cell }) => !isTrust(cell));
