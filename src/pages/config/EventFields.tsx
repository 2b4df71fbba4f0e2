import { Combobox, Field } from '@grafana/ui';
import React from 'react';
import eventPresets from '../../knowledge/events.json';
import { useText } from '../../locales/TextProvider';
import { eventPresetIds } from '../../signals/settings';
import { isPreset } from './draft';
import { type FieldsProps, SectionTitle, TextField } from './fields';

// Presets are named after the products they read from, which have one name in every language.
const presetTitle = (id: string) => Object.entries(eventPresets).find(([preset]) => preset === id)?.[1].title ?? id;

export function EventFields({ draft, change, problems }: FieldsProps) {
  const { text } = useText();
  const labels: Partial<Record<string, string>> = {
    auto: text('config.events.auto'),
    none: text('config.events.none'),
    custom: text('config.events.custom'),
  };
  return (
    <>
      <SectionTitle>{text('config.section.events')}</SectionTitle>
      <Field label={text('config.events.preset')} description={text('config.events.preset.means')}>
        <Combobox
          id="config-events-preset"
          options={eventPresetIds.map((id) => ({ value: String(id), label: labels[id] ?? presetTitle(id) }))}
          value={draft.preset}
          onChange={({ value }) => isPreset(value) && change({ preset: value })}
        />
      </Field>
      {draft.preset === 'custom' && (
        <TextField
          path="events.expr"
          label={text('config.events.expr')}
          means={text('config.events.expr.means')}
          value={draft.expr}
          onChange={(expr) => change({ expr })}
          problems={problems}
        />
      )}
    </>
  );
}
