/**
 * Live progress of a submission: server-sent events, a countdown, and the sealed bundle that goes
 * with a re-issue while this browser still holds it.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";
import type { Markup } from "../html.ts";
import { BUNDLE_NAME } from "../submit/form_names.ts";
import type { ProgressData } from "../submit/progress_data.ts";
import { type ItemProblem, ProgressPanel } from "../submit/progress_panel.ts";
import { heldBundle } from "./_bundle.ts";

export interface ProgressIslandProps {
  readonly data: ProgressData;
  readonly formToken: string;
  readonly sessionId: string;
  readonly eventsHref: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly loginHref: string;
  readonly problem?: ItemProblem;
}

/** A stream that is refused for another reason must not become a storm of reloads. */
const REFUSED_PAUSE_MS = 2_000;

export default function ProgressIsland(props: ProgressIslandProps): Markup {
  const [data, setData] = useState(props.data);
  const [drawnAt, setDrawnAt] = useState(() => performance.now());
  const [now, setNow] = useState(drawnAt);

  useEffect(() => {
    if (data.finished) return;
    const source = new EventSource(props.eventsHref);
    source.addEventListener("progress", (event) => {
      setData(JSON.parse((event as MessageEvent<string>).data));
      setDrawnAt(performance.now());
    });
    source.addEventListener("end", () => source.close());
    // Closed by an answer that is no stream: the login has ended, and the page itself says why.
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(() => location.reload(), REFUSED_PAUSE_MS);
      }
    });
    return () => source.close();
  }, [data.finished]);

  useEffect(() => {
    if (data.finished) return;
    const timer = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, [data.finished]);

  useEffect(() => {
    const add = (event: Event) => addBundle(event, props);
    document.addEventListener("submit", add);
    return () => document.removeEventListener("submit", add);
  }, []);

  return ProgressPanel({
    data,
    formToken: props.formToken,
    elapsedMs: Math.max(0, now - drawnAt),
    keys: props.keys,
    loginHref: props.loginHref,
    ...(props.problem === undefined ? {} : { problem: props.problem }),
  });
}

/**
 * A re-issue carries the bundle where this browser still holds it, so that nothing is asked twice.
 * Where it is needed for certain and gone, the login comes first.
 */
function addBundle(event: Event, props: ProgressIslandProps): void {
  const form = event.target as HTMLFormElement;
  if (!form.dataset.reissue || form.elements.namedItem(BUNDLE_NAME)) return;
  const bundle = heldBundle(props.sessionId);
  if (bundle === undefined) {
    if (form.dataset.reissue !== "confirm") return;
    event.preventDefault();
    return location.assign(props.loginHref);
  }
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = BUNDLE_NAME;
  field.value = bundle;
  form.append(field);
}
