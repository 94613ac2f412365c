import { printCertificate } from "./certificate.ts";
import { readFontFiles } from "./fonts.ts";
import type { Paper } from "./paper.ts";

/** Prints papers, and remembers them: the same paper is the same bytes. */
export interface Printer {
  print(paper: Paper): Promise<Uint8Array>;
}

/** @param options.cachedBytesMax When the remembered papers are larger, the oldest are forgotten. */
export function createPrinter(options: { readonly cachedBytesMax?: number } = {}): Printer {
  const cachedBytesMax = options.cachedBytesMax ?? 64 * 1024 * 1024;
  const cache = new Map<string, Uint8Array>();
  const running = new Map<string, Promise<Uint8Array>>();
  let cachedBytes = 0;
  let fonts: ReturnType<typeof readFontFiles> | undefined;

  async function printNew(key: string, paper: Paper): Promise<Uint8Array> {
    fonts ??= readFontFiles();
    const bytes = await printCertificate(paper, await fonts);
    cache.set(key, bytes);
    cachedBytes += bytes.length;
    for (const [oldest, old] of cache) {
      if (cachedBytes <= cachedBytesMax) break;
      cache.delete(oldest);
      cachedBytes -= old.length;
    }
    return bytes;
  }

  return {
    async print(paper) {
      const key = JSON.stringify(paper);
      const cached = cache.get(key) ?? running.get(key);
      if (cached !== undefined) return await cached;
      const printing = printNew(key, paper).finally(() => running.delete(key));
      running.set(key, printing);
      return await printing;
    },
  };
}
