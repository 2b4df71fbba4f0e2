import { FilterInput } from '@grafana/ui';
import React, { useEffect, useRef, useState } from 'react';
import { useText } from '../../locales/TextProvider';

const settleMs = 150;

/** Shows each keystroke at once; the list and the URL follow when the typing pauses. */
export function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { text } = useText();
  const [typed, setTyped] = useState(value);
  const told = useRef(value);

  useEffect(() => {
    // The URL changed by other means: back, forward, "clear filters".
    if (value !== told.current) {
      told.current = value;
      setTyped(value);
    }
  }, [value]);

  useEffect(() => {
    if (typed === told.current) {
      return;
    }
    const timer = setTimeout(() => {
      told.current = typed;
      onChange(typed);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [typed, onChange]);

  return (
    <FilterInput
      value={typed}
      onChange={setTyped}
      escapeRegex={false}
      placeholder={text('filter.placeholder')}
      aria-label={text('filter.placeholder')}
    />
  );
}
