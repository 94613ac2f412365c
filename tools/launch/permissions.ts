/**
 * What each process may do; the tasks of deno.json repeat the app's.
 *
 * @module
 */

/**
 * argon2id is a native library and prom-client reads the machine's load. The one program that the app
 * may run is the parser of uploads: to run `deno` itself would be to run anything.
 */
export function appFlags(dataDirectory: string): string[] {
  return [
    `--allow-read=.,${dataDirectory}`,
    `--allow-write=${dataDirectory}`,
    "--allow-env",
    "--allow-net",
    "--allow-run=./bin/parse",
    "--allow-ffi=./node_modules",
    "--allow-sys=cpus,networkInterfaces,hostname",
  ];
}

export const BUILD_FLAGS: readonly string[] = [
  "--allow-read",
  "--allow-write=./web/static/dist",
  "--allow-env",
  "--allow-run",
];

export function sandboxFlags(dataDirectory: string): string[] {
  return [
    `--allow-read=.,${dataDirectory}`,
    `--allow-write=${dataDirectory}`,
    "--allow-env",
    "--allow-net",
  ];
}
