import type { NewFile } from "./work/work.ts";

export interface NewDownload {
  readonly name: string;
  /** Address inside this page alone; it dies with the page. */
  readonly href: string;
}

/** Files for links with `download`. Nothing leaves the browser. */
export function offerDownloads(files: readonly NewFile[]): readonly NewDownload[] {
  return files.map(({ name, bytes }) => ({
    name,
    href: URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" })),
  }));
}
