declare module "wasi:config/store@0.2.0-rc.1" {
  export function get(key: string): string | null | undefined;
  export function getAll(): [name: string, value: string][];
}
