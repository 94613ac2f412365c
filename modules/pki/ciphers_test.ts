import { deepEqual, equal, throws } from "node:assert/strict";
import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import { createAes } from "./aes.ts";
import { createAria } from "./aria.ts";
import { decryptCbc, encryptCbc } from "./block_cipher.ts";
import { fromHex, toHex, utf8 } from "./bytes.ts";
import { createRc2 } from "./rc2.ts";
import { createSeed } from "./seed.ts";
import { createTripleDes } from "./triple_des.ts";
import { DamagedFileError } from "./errors.ts";

Deno.test("createSeed() gives the ciphertexts of RFC 4269 appendix B, and back", () => {
  for (
    const [key, plain, cipher] of [
      [
        "00000000000000000000000000000000",
        "000102030405060708090a0b0c0d0e0f",
        "5ebac6e0054e166819aff1cc6d346cdb",
      ],
      [
        "000102030405060708090a0b0c0d0e0f",
        "00000000000000000000000000000000",
        "c11f22f20140505084483597e4370f43",
      ],
      [
        "4706480851e61be85d74bfb3fd956185",
        "83a2f8a288641fb9a4e9a5cc2f131c7d",
        "ee54d13ebcae706d226bc3142cd40d4a",
      ],
      [
        "28dbc3bc49ffd87dcfa509b11d422be7",
        "b41e6be2eba84a148e2eed84593c5ec7",
        "9b9b7bfcd1813cb95d0b3618f40f5122",
      ],
      ["0e".repeat(16), "0e".repeat(16), "8296f2f1b007ab9d533fdee35a9ad850"],
    ] as const
  ) {
    const seed = createSeed(fromHex(key));
    equal(toHex(seed.encryptBlock(fromHex(plain))), cipher);
    equal(toHex(seed.decryptBlock(fromHex(cipher))), plain);
  }
});

Deno.test("encryptCbc() with SEED gives what OpenSSL gives", () => {
  for (
    const [key, iv, plain, cipher] of [
      [
        "ed2401ad22fa255991bafdb01fefd697",
        "93eb149f92c9905bae5cd34da06c3c8e",
        "b40d7003d9b6904b35622750c91a24575bb9a632364aa26e3ac0cf3a9c9d0dcb",
        "f072c5b1a0588c105af8301adcd91dd067f6822155304bf3aad75ceb44341c25",
      ],
      [
        "88e34f8f081779f1e9f394370ad40589",
        "268d66a735a81a816fbad9fa36162501",
        "d76d0d18327ec562b15e6bc365ac0c0f8d41e0bb938568aeebfd92ed1affa096394d20fc5277ddfc4de8b0fce1eb2b93d4ae40ef4768c613b50b8942f7d4b9b3",
        "a293eae9d9aebfac37ba714bd774e427e8b706d7e7d9a097228639e0b62b3b34ced11609cef2abaaec2edf979308f379c31527a8267783e5cba3538982b48d06",
      ],
    ] as const
  ) {
    const encrypted = encryptCbc(createSeed(fromHex(key)), fromHex(iv), fromHex(plain));
    equal(toHex(encrypted).slice(0, cipher.length), cipher);
    equal(toHex(decryptCbc(createSeed(fromHex(key)), fromHex(iv), encrypted)), plain);
  }
});

Deno.test("createAria() gives the ciphertexts of RFC 5794 appendix A, and back", () => {
  const plain = "00112233445566778899aabbccddeeff";
  const key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  for (
    const [keyBytes, cipher] of [
      [16, "d718fbd6ab644c739da95f3be6451778"],
      [24, "26449c1805dbe7aa25a468ce263a9e79"],
      [32, "f92bd7c79fb72e2f2b8f80c1972d24fc"],
    ] as const
  ) {
    const aria = createAria(fromHex(key).subarray(0, keyBytes));
    equal(toHex(aria.encryptBlock(fromHex(plain))), cipher);
    equal(toHex(aria.decryptBlock(fromHex(cipher))), plain);
  }
});

Deno.test("encryptCbc() with ARIA gives the vectors of KISA", () => {
  const plain = fromHex("11111111aaaaaaaa11111111bbbbbbbb11111111cccccccc11111111dddddddd");
  const iv = fromHex("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
  const key = fromHex("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
  for (
    const [keyBytes, cipher] of [
      [16, "49d61860b14909109cef0d22a9268134fadf9fb23151e9645fba75018bdb1538"],
      [24, "afe6cf23974b533c672a826264ea785f4e4f7f780dc7f3f1e0962b80902386d5"],
      [32, "523a8a806ae621f155fdd28dbc34e1ab7b9b42432ad8b2efb96e23b13f0a6e52"],
    ] as const
  ) {
    const aria = createAria(key.subarray(0, keyBytes));
    equal(toHex(encryptCbc(aria, iv, plain)).slice(0, 64), cipher);
  }
});

Deno.test("createAes() and createTripleDes() agree with node:crypto on random texts", () => {
  const peers = [
    ["aes-128-cbc", 16, 16, createAes],
    ["aes-256-cbc", 32, 16, createAes],
    ["des-ede3-cbc", 24, 8, createTripleDes],
  ] as const;
  fc.assert(fc.property(
    fc.constantFrom(...peers),
    fc.uint8Array({ minLength: 32, maxLength: 32 }),
    fc.uint8Array({ minLength: 16, maxLength: 16 }),
    fc.uint8Array({ maxLength: 100 }),
    ([name, keyBytes, blockBytes, create], keyMaterial, ivMaterial, plain) => {
      const [key, iv] = [keyMaterial.slice(0, keyBytes), ivMaterial.slice(0, blockBytes)];
      const peer = createCipheriv(name, key, iv);
      const expected = toHex(new Uint8Array([...peer.update(plain), ...peer.final()]));
      equal(toHex(encryptCbc(create(key), iv, plain)), expected);
      deepEqual(decryptCbc(create(key), iv, fromHex(expected)), Uint8Array.from(plain));
    },
  ));
});

Deno.test("createAes() gives the 192-bit vector of FIPS 197 appendix C.2, and back", () => {
  const aes = createAes(fromHex("000102030405060708090a0b0c0d0e0f1011121314151617"));
  const plain = fromHex("00112233445566778899aabbccddeeff");
  equal(toHex(aes.encryptBlock(plain)), "dda97ca4864cdfe06eaf70a0ec0d7191");
  deepEqual(aes.decryptBlock(aes.encryptBlock(plain)), plain);
});

Deno.test("createRc2() gives the vectors of RFC 2268 whose effective bits are the key's", () => {
  for (
    const [key, plain, cipher] of [
      ["ffffffffffffffff", "ffffffffffffffff", "278b27e42e2f0d49"],
      ["3000000000000000", "1000000000000001", "30649edf9be7d2c2"],
      ["88bca90e90875a7f0f79c384627bafb2", "0000000000000000", "2269552ab0f85ca6"],
    ] as const
  ) {
    const rc2 = createRc2(fromHex(key));
    equal(toHex(rc2.encryptBlock(fromHex(plain))), cipher);
    equal(toHex(rc2.decryptBlock(fromHex(cipher))), plain);
  }
});

Deno.test("decryptCbc() undoes encryptCbc() for SEED, ARIA and RC2", () => {
  const ciphers = [createSeed, createAria, createRc2] as const;
  fc.assert(fc.property(
    fc.constantFrom(...ciphers),
    fc.uint8Array({ minLength: 16, maxLength: 16 }),
    fc.uint8Array({ maxLength: 200 }),
    (create, key, plain) => {
      const cipher = create(key);
      const iv = key.slice(0, cipher.blockSize);
      deepEqual(decryptCbc(cipher, iv, encryptCbc(cipher, iv, plain)), Uint8Array.from(plain));
    },
  ));
});

Deno.test("decryptCbc() refuses a wrong key, half blocks and nothing at all", () => {
  const iv = new Uint8Array(16);
  const encrypted = encryptCbc(createSeed(new Uint8Array(16)), iv, utf8("hello NPKI"));
  throws(() => decryptCbc(createSeed(new Uint8Array(16).fill(1)), iv, encrypted), DamagedFileError);
  const seed = createSeed(new Uint8Array(16));
  throws(() => decryptCbc(seed, iv, encrypted.subarray(0, 15)), DamagedFileError);
  throws(() => decryptCbc(seed, iv, new Uint8Array()), DamagedFileError);
});
