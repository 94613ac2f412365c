const LENGTH_MAX = 80;

/** A name that every file system takes: `부가가치세 과세표준증명_가온상사_20260301.pdf`. */
export function documentFileName(
  { name, subject, date }: { name: string; subject: string; date: string },
): string {
  const clean = (text: string) =>
    // deno-fmt-ignore
    text.normalize("NFC").replace(/[\p{Cc}\p{Cf}\\/:*?"<>|.]+/gu, " ").trim().slice(0, LENGTH_MAX);
  return `${clean(name)}_${clean(subject)}_${date.replaceAll("-", "")}.pdf`;
}
