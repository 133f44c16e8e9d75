/** A list of listeners: how changes in the stand-in reach the gateway, the pages and waiting tests. */

/** Publishes values to whoever listens at the moment. */
export interface Feed<T> {
  publish(value: T): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (value: T) => void): () => void;
}

/** Makes a feed. A listener may unsubscribe, itself or others, while it is being called. */
export function createFeed<T>(): Feed<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    publish(value) {
      for (const listener of [...listeners]) if (listeners.has(listener)) listener(value);
    },
    subscribe(listener) {
      // Wrapped, so that the same function subscribed twice is called and removed separately.
      const own = (value: T) => listener(value);
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
  };
}
