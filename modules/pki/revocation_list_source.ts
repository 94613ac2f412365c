import { equalBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { createLimitedMap } from "./limited_map.ts";
import type { RevocationAnswer, RevocationOptions, RevocationQuestion } from "./revocation.ts";
import {
  isInScope,
  isListFor,
  readRevocationList,
  type RevocationList,
} from "./revocation_list.ts";
import { fetchList, isAllowedAddress } from "./revocation_transport.ts";

const DEFAULT_REFRESH_AFTER_MS = 5 * 60_000;
/** Clocks of servers differ a little. */
export const CLOCK_SKEW_MS = 5 * 60_000;
const LIST_COUNT_MAX = 64;

export interface RevocationSource {
  /** Pushes why onto reasons where it cannot answer. */
  ask(question: RevocationQuestion, reasons: string[]): Promise<RevocationAnswer | undefined>;
  clear(): void;
}

/** Revocation lists from the addresses in the certificate, each fetched once and kept while it holds. */
export function createListSource(options: RevocationOptions): RevocationSource {
  const lists = createLimitedMap<KeptList>(LIST_COUNT_MAX);
  const fetching = new Map<string, Promise<RevocationList>>();
  const refreshAfterMs = options.refreshAfterMs ?? DEFAULT_REFRESH_AFTER_MS;

  /** A list is kept only once it is known to be signed by the issuer that it is for. */
  async function refresh(url: string, question: RevocationQuestion): Promise<RevocationList> {
    const list = readRevocationList(await fetchList(url, options));
    if (!isListFor(list, { ...question, url })) throw new Error("the list is not of its issuer");
    if (!isCurrent(list, question.at)) throw new Error("the list is out of date");
    lists.set(url, { list, issuer: question.issuer, fetchedAt: question.at.getTime() });
    return list;
  }

  async function currentList(url: string, question: RevocationQuestion): Promise<RevocationList> {
    const kept = lists.get(url);
    const isUsable = kept && isCurrent(kept.list, question.at) && isKeptFor(kept, question, url);
    const isFresh = kept && Math.abs(question.at.getTime() - kept.fetchedAt) < refreshAfterMs;
    if (isUsable && isFresh) return kept.list;
    const key = JSON.stringify([url, question.issuer.serialHex, question.issuer.subject.text]);
    const work = fetching.get(key) ?? refresh(url, question).finally(() => fetching.delete(key));
    fetching.set(key, work);
    try {
      return await work;
    } catch (error) {
      // An unreachable server does not matter while the last list still holds.
      if (isUsable) return kept.list;
      throw error;
    }
  }

  return {
    async ask(question, reasons) {
      for (const url of question.certificate.crlUrls) {
        if (!isAllowedAddress(url, options.allowedHosts)) {
          reasons.push("a distribution point is on a host that may not be asked");
          continue;
        }
        try {
          return answerFrom(await currentList(url, question), question);
        } catch (error) {
          reasons.push(error instanceof Error ? error.message : "the list could not be read");
        }
      }
      return undefined;
    },
    clear: () => lists.clear(),
  };
}

interface KeptList {
  readonly list: RevocationList;
  /** Whose signature on it was verified. */
  readonly issuer: Certificate;
  readonly fetchedAt: number;
}

/** The signature was checked when the list was fetched; that it is for this certificate is checked each time. */
function isKeptFor(kept: KeptList, question: RevocationQuestion, url: string): boolean {
  return equalBytes(kept.issuer.der, question.issuer.der) &&
    isInScope(kept.list, question.certificate, url);
}

function isCurrent(list: RevocationList, at: Date): boolean {
  return list.thisUpdate.getTime() <= at.getTime() + CLOCK_SKEW_MS &&
    list.nextUpdate !== undefined && at <= list.nextUpdate;
}

function answerFrom(list: RevocationList, { certificate }: RevocationQuestion): RevocationAnswer {
  const revoked = list.revoked.get(certificate.serialHex);
  return {
    evidence: { source: "crl", producedAt: list.thisUpdate, nextUpdate: list.nextUpdate },
    ...(revoked ? { revoked } : {}),
  };
}
