import React, { type ReactNode, useId } from 'react';

/**
 * A name that only a screen reader hears, for a field that takes none itself: Combobox passes no `aria-label` on in some of the
 * supported versions of Grafana.
 */
export function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      {children(id)}
    </>
  );
}
