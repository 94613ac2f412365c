/** The two weights of Nanum Gothic, as files. */
export interface FontFiles {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** Reads the fonts from the installed package. TrueType: the PDF library takes no woff2. */
export async function readFontFiles(): Promise<FontFiles> {
  const [regular, bold] = await Promise.all([
    Deno.readFile(
      new URL(
        import.meta.resolve(
          "@expo-google-fonts/nanum-gothic/400Regular/NanumGothic_400Regular.ttf",
        ),
      ),
    ),
    Deno.readFile(
      new URL(
        import.meta.resolve("@expo-google-fonts/nanum-gothic/700Bold/NanumGothic_700Bold.ttf"),
      ),
    ),
  ]);
  return { regular, bold };
}
