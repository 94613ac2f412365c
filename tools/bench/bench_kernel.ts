import { createKernel, type Kernel, type KernelConfig } from "@maru/kernel";

const KEY_BYTE_COUNT = 32;

/** A kernel on the database, quiet and with keys of its own. */
export async function withKernel<T>(
  databaseUrl: string,
  work: (kernel: Kernel) => Promise<T>,
): Promise<T> {
  const kernel = await createKernel(kernelConfig(databaseUrl));
  try {
    return await work(kernel);
  } finally {
    await kernel.stop();
  }
}

function kernelConfig(databaseUrl: string): KernelConfig {
  const newKey = () => crypto.getRandomValues(new Uint8Array(KEY_BYTE_COUNT));
  return {
    environment: "development",
    databaseUrl,
    databasePoolSizeMax: 10,
    dataDirectory: "",
    sandboxUrl: "",
    sealingKeys: [{ id: "bench", key: newKey() }],
    indexKey: newKey(),
    logLevel: "error",
    port: 0,
    metricsPort: 0,
    host: "127.0.0.1",
  };
}
