/** Lets a number of callers in at a time; the others wait in the order of their coming. */
export interface Gate {
  enter(): Promise<void>;
  leave(): void;
}

export function createGate(sizeMax: number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return {
    async enter() {
      if (inside < sizeMax) inside++;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    leave() {
      const next = waiting.shift();
      if (next === undefined) inside--;
      else next();
    },
  };
}
