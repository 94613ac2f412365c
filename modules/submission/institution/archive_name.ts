const LENGTH_MAX = 120;

/**
 * A name without folders, control characters and signs that file systems refuse: an archive must
 * not write outside of the folder that it is unpacked in.
 */
export function safeFileName(text: string): string {
  const clean = text.normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  return [...clean].slice(0, LENGTH_MAX).join("").trim() || "file";
}

/** `01_부가가치세 과세표준증명_가온상사_20260301`: numbered, so two alike do not meet. */
export function archiveStem(number: number, pdfName: string): string {
  return `${String(number).padStart(2, "0")}_${safeFileName(pdfName.replace(/\.pdf$/i, ""))}`;
}
