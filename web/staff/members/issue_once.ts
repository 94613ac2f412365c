import type { IdempotentCall, Kernel, Transaction } from "@maru/kernel";

/**
 * Issues a password once for each form: the page that shows it may be loaded again, which sends the
 * form again. Later answers tell whose it was, but never the password, which is stored nowhere.
 */
export async function issueOnce<Owner extends object>(
  kernel: Kernel,
  call: IdempotentCall,
  issue: (tx: Transaction) => Promise<{ readonly owner: Owner; readonly password: string }>,
): Promise<Owner & { readonly password: string | undefined }> {
  return await kernel.transaction(async (tx) => {
    let password: string | undefined;
    const { value } = await kernel.idempotency.run(tx, call, async () => {
      const issued = await issue(tx);
      password = issued.password;
      return issued.owner;
    });
    return { ...value, password };
  });
}
