import { useEffect, useState } from "preact/hooks";
import { type CertificateStore, createBrowserStore } from "./browser_store.ts";
import { type ListedCertificate, listStored } from "./listed.ts";

export interface StoredCertificatesState {
  /** Absent until the script runs. */
  readonly store: CertificateStore | undefined;
  /** Absent until the store was read. */
  readonly certificates: readonly ListedCertificate[] | undefined;
  /** True where this browser cannot keep anything. */
  readonly isUnavailable: boolean;
  /** Reads the store again. */
  refresh(): Promise<void>;
}

/** The certificates that this browser keeps. */
export function useStoredCertificates(
  onFirstRead: (certificates: readonly ListedCertificate[]) => void = () => {},
): StoredCertificatesState {
  const [store, setStore] = useState<CertificateStore>();
  const [certificates, setCertificates] = useState<readonly ListedCertificate[]>();
  const [isUnavailable, setUnavailable] = useState(false);
  const read = async (from: CertificateStore) => {
    try {
      const listed = listStored(await from.list());
      setCertificates(listed);
      return listed;
    } catch {
      setUnavailable(true);
      setCertificates([]);
      return [];
    }
  };
  useEffect(() => {
    const opened = createBrowserStore();
    setStore(opened);
    read(opened).then(onFirstRead);
  }, []);
  return {
    store,
    certificates,
    isUnavailable,
    refresh: async () => {
      if (store) await read(store);
    },
  };
}
