import { FilterInput } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';

export function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { text } = useText();
  return (
    <FilterInput
      value={value}
      onChange={onChange}
      escapeRegex={false}
      placeholder={text('filter.placeholder')}
      aria-label={text('filter.placeholder')}
    />
  );
}
