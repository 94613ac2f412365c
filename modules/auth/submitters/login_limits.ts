import type { Kernel } from "@maru/kernel";

/** Challenges that one address may open: an office shares one. */
const CHALLENGES_PER_ADDRESS = { max: 120, windowSeconds: 60 } as const;
const LOGINS_PER_ADDRESS = { max: 60, windowSeconds: 60 } as const;
/** Failed logins with one certificate: a number is not found by trying. */
const LOGINS_PER_CERTIFICATE = { max: 10, windowSeconds: 600 } as const;
/** Failed logins that name one phone. */
const LOGINS_PER_PHONE = { max: 20, windowSeconds: 600 } as const;

/** Rate limits of certificate logins. Each throws `RateLimitedError` of the kernel. */
export interface LoginLimits {
  challenge(address: string): Promise<void>;
  address(address: string): Promise<void>;
  phone(phone: string): Promise<void>;
  certificate(fingerprint: string): Promise<void>;
  /** A success forgets the failures before it. */
  succeeded(login: { phone: string; fingerprint: string }): Promise<void>;
}

export function createLoginLimits({ rateLimits }: Pick<Kernel, "rateLimits">): LoginLimits {
  const names = {
    challenge: "auth.challenge.address",
    address: "auth.login.address",
    phone: "auth.login.phone",
    certificate: "auth.login.certificate",
  } as const;
  return {
    challenge: (value) =>
      rateLimits.consume({ name: names.challenge, value, ...CHALLENGES_PER_ADDRESS }),
    address: (value) => rateLimits.consume({ name: names.address, value, ...LOGINS_PER_ADDRESS }),
    phone: (value) => rateLimits.consume({ name: names.phone, value, ...LOGINS_PER_PHONE }),
    certificate: (value) =>
      rateLimits.consume({ name: names.certificate, value, ...LOGINS_PER_CERTIFICATE }),
    async succeeded({ phone, fingerprint }) {
      await rateLimits.reset(names.phone, phone);
      await rateLimits.reset(names.certificate, fingerprint);
    },
  };
}
