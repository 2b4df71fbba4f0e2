import { Combobox, Field } from '@grafana/ui';
import React from 'react';
import eventPresets from '../../knowledge/events.json';
import { useText } from '../../locales/TextProvider';
import { eventPresetIds, eventSources } from '../../signals/settings/settings';
import { ConfigSection, type FieldsProps, TextField } from './fields';
import { LokiFields } from './LokiFields';

// Presets are named after the metrics they read, which have one name in every language.
const presetTitle = (id: string) => Object.entries(eventPresets).find(([preset]) => preset === id)?.[1].title ?? id;

export function EventFields(props: FieldsProps) {
  const { draft, change, isReadOnly } = props;
  const { text } = useText();
  return (
    <ConfigSection id="events" title={text('config.section.events')} means={text('config.events.source.means')}>
      <Field label={text('config.events.source')}>
        <Combobox
          id="config-events-source"
          options={eventSources.map((id) => ({ value: id, label: text(`config.events.source.${id}`) }))}
          value={draft.source}
          disabled={isReadOnly}
          onChange={({ value }) => change({ source: value })}
        />
      </Field>
      {draft.source === 'prometheus' && <PresetFields {...props} />}
      {draft.source === 'loki' && <LokiFields {...props} />}
    </ConfigSection>
  );
}

function PresetFields({ draft, change, problems, isReadOnly }: FieldsProps) {
  const { text } = useText();
  const labels: Partial<Record<string, string>> = {
    auto: text('config.events.auto'),
    custom: text('config.events.custom'),
  };
  return (
    <>
      <Field label={text('config.events.preset')} description={text('config.events.preset.means')}>
        <Combobox
          id="config-events-preset"
          options={eventPresetIds.map((id) => ({ value: id, label: labels[id] ?? presetTitle(id) }))}
          value={draft.preset}
          disabled={isReadOnly}
          onChange={({ value }) => change({ preset: value })}
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
