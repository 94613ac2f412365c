import { gzipSync } from "node:zlib";
import type { BuiltFile } from "./output.ts";

/** What a browser loads, as it travels: the sizes are gzip; fonts are counted together. */
export function printSizes(files: readonly BuiltFile[]): void {
  const fonts = files.filter((file) => file.path.endsWith(".woff2"));
  for (const file of files.filter((each) => !fonts.includes(each))) {
    const sizeKb = gzipSync(file.bytes, { level: 9 }).byteLength / 1000;
    console.log(`${sizeKb.toFixed(1).padStart(8)} kB gzip  ${file.path}`);
  }
  const fontKb = fonts.reduce((sum, font) => sum + font.bytes.byteLength, 0) / 1000;
  console.log(`${fontKb.toFixed(0).padStart(8)} kB       ${fonts.length} font subsets`);
}
