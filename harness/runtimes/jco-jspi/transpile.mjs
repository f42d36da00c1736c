import { transpileComponent } from "../transpile-component.mjs";

await transpileComponent({ asyncMode: "jspi" });
