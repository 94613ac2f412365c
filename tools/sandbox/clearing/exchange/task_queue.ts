/** Runs tasks one after the other, in the order in which they were asked for. */
export interface TaskQueue {
  run<T>(task: () => Promise<T>): Promise<T>;
}

export function createTaskQueue(): TaskQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run<T>(task: () => Promise<T>): Promise<T> {
      const result = last.then(task, task);
      last = result.catch(() => {});
      return result;
    },
  };
}
