/** Fetches that change something carry the page's token; the server refuses them without. */
export async function sendJson(
  url: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  const token = document.querySelector('meta[name="maru-token"]')?.getAttribute("content") ?? "";
  return await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Accept": "application/json",
      "X-Maru-Token": token,
    },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
}
