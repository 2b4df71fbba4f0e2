import { Field, Input, Text } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { type Draft, type FieldProblems } from './draft';

export interface FieldsProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  problems: FieldProblems;
}

export interface TextFieldProps {
  path: string;
  label: string;
  means?: string;
  value: string;
  defaultValue?: string;
  onChange: (value: string) => void;
  problems: FieldProblems;
  isNumber?: boolean;
}

export function TextField({
  path,
  label,
  means,
  value,
  defaultValue,
  onChange,
  problems,
  isNumber = false,
}: TextFieldProps) {
  const { text } = useText();
  const problem = problems[path];
  const fallback =
    defaultValue === undefined
      ? undefined
      : text('config.default', { value: defaultValue === '' ? text('config.noDefault') : defaultValue });
  return (
    <Field
      label={label}
      description={[means, fallback].filter(Boolean).join(' ')}
      invalid={problem !== undefined}
      error={problem && text(problem)}
    >
      <Input
        id={`config-${path}`}
        value={value}
        inputMode={isNumber ? 'decimal' : undefined}
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

export function SectionTitle({ children }: { children: string }) {
  return (
    <div style={{ margin: '16px 0 8px' }}>
      <Text element="h3" variant="h5">
        {children}
      </Text>
    </div>
  );
}
