/** There is no such file. */
export class FileNotFoundError extends RangeError {
  override name = "FileNotFoundError";
  constructor(readonly fileId: string) {
    super(`Cannot find the file "${fileId}"`);
  }
}
