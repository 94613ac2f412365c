import { useRef, useState } from "preact/hooks";
import { joinListed, type ListedCertificate } from "../certificates/listed.ts";
import { useCountdown } from "../certificates/use_countdown.ts";
import {
  type FoundCertificatesState,
  useFoundCertificates,
} from "../certificates/use_found_certificates.ts";
import { type ReceivingState, useReceiving } from "../certificates/use_receiving.ts";
import {
  type StoredCertificatesState,
  useStoredCertificates,
} from "../certificates/use_stored_certificates.ts";
import type { Place } from "./tab_list.ts";

/** Where certificates are looked for, what is there, and which one is chosen. */
export interface CertificateChoice {
  readonly place: Place;
  readonly stored: StoredCertificatesState;
  readonly found: FoundCertificatesState;
  readonly received: readonly ListedCertificate[];
  readonly receiving: ReceivingState;
  /** Until the code that this page made is over. */
  readonly secondsLeft: number;
  /** The certificates of the place. */
  readonly certificates: readonly ListedCertificate[];
  readonly certificate: ListedCertificate | undefined;
  readonly chosen: string | undefined;
  choose(id: string): void;
  goTo(place: Place): void;
}

/** A browser that keeps none starts with the files. */
export function useCertificateChoice(workerUrl: string): CertificateChoice {
  const [place, setPlace] = useState<Place>("browser");
  const [chosen, setChosen] = useState<Partial<Record<Place, string>>>({});
  const [received, setReceived] = useState<readonly ListedCertificate[]>([]);
  const isTouched = useRef(false);
  const chooseAt = (at: Place, first: ListedCertificate | undefined) =>
    setChosen((old) => ({ ...old, [at]: first?.id }));

  const stored = useStoredCertificates(([first]) => {
    if (first) chooseAt("browser", first);
    else if (!isTouched.current) setPlace("files");
  });
  const found = useFoundCertificates({
    store: stored.store,
    onFound: ([first]) => chooseAt("files", first),
  });
  const receiving = useReceiving({
    workerUrl,
    onReceived(more) {
      setReceived((old) => joinListed(more, old));
      chooseAt("phone", more[0]);
    },
  });
  const secondsLeft = useCountdown(receiving.made?.endsAt);
  const certificates = {
    browser: stored.certificates ?? [],
    files: found.certificates,
    phone: received,
    cloud: [],
  }[place];
  return {
    place,
    stored,
    found,
    received,
    receiving,
    secondsLeft,
    certificates,
    certificate: certificates.find((each) => each.id === chosen[place]),
    chosen: chosen[place],
    choose: (id) => setChosen((old) => ({ ...old, [place]: id })),
    goTo(to) {
      isTouched.current = true;
      setPlace(to);
    },
  };
}
