import React, { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/**
 * A component whose code is loaded when it is first shown, and that stands as soon as the code is there. React.lazy may keep
 * its fallback for 300 ms after it appeared, and half a second in React 18 (FALLBACK_THROTTLE_MS):
 * https://github.com/facebook/react/blob/v19.2.0/packages/react-reconciler/src/ReactFiberWorkLoop.js
 * Code that cannot be loaded is an error of rendering, for the boundary around it; shown again, it is loaded again.
 */
export function whenLoaded<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>
): ComponentType<Props & { fallback?: ReactNode }> {
  let loading: Promise<void> | undefined;
  let Loaded: ComponentType<Props> | undefined;
  const loadOnce = async () => {
    try {
      Loaded = (await load()).default;
    } finally {
      loading = undefined;
    }
  };
  return function WhenLoaded({ fallback, ...props }: Props & { fallback?: ReactNode }) {
    const [, setLoaded] = useState(Loaded !== undefined);
    useEffect(() => {
      let isShown = true;
      const done = Loaded ? Promise.resolve() : (loading ??= loadOnce());
      done.then(
        () => isShown && setLoaded(true),
        (error: unknown) => isShown && setLoaded(() => throwing(error))
      );
      return () => void (isShown = false);
    }, []);
    return Loaded ? <Loaded {...(props as unknown as Props)} /> : fallback;
  };
}

function throwing(error: unknown): never {
  throw error;
}
