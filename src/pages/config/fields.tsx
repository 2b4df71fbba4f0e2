import { Field, Input, Text } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';
import { sentences } from '../../locales/joined';
import { useText } from '../../locales/TextProvider';
import { type Draft, type FieldProblems } from './draft';

export interface FieldsProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  problems: FieldProblems;
  isReadOnly: boolean;
}

export interface TextFieldProps {
  path: string;
  label: string;
  means?: string;
  value: string;
  defaultValue?: string;
  /** How the value in force reads, e.g. bytes in binary units. */
  suffix?: string;
  placeholder?: string;
  onChange: (value: string) => void;
  problems: FieldProblems;
}

export function TextField({
  path,
  label,
  means,
  value,
  defaultValue,
  suffix,
  placeholder,
  onChange,
  problems,
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
      description={sentences([means, fallback], text)}
      invalid={problem !== undefined}
      error={problem && text(problem)}
    >
      <Input
        id={`config-${path}`}
        value={value}
        placeholder={placeholder}
        suffix={suffix}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

interface ConfigSectionProps {
  id: string;
  title: string;
  means?: string;
}

export function ConfigSection({ id, title, means, children }: PropsWithChildren<ConfigSectionProps>) {
  return (
    <section aria-labelledby={`config-section-${id}`} style={{ marginTop: '24px' }}>
      <div style={{ marginBottom: '12px' }}>
        <h2 id={`config-section-${id}`} style={{ margin: 0 }}>
          <Text variant="h4">{title}</Text>
        </h2>
        {means !== undefined && (
          <Text element="p" color="secondary">
            {means}
          </Text>
        )}
      </div>
      {children}
    </section>
  );
}
