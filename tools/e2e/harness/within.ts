/**
 * Waits for work, but not for ever. The error says what it is that does not end.
 *
 * @throws {Error} when it takes longer
 */
export async function within<T>(
  timeoutMs: number,
  work: Promise<T>,
  what: () => string = () => "the step",
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Cannot wait longer than ${timeoutMs} ms for ${what()}`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
