import { Text } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { defaultSettings } from '../../signals/settings';
import { type ThresholdId } from '../../diagnosis';
import thresholdFacts from '../../knowledge/thresholdFacts.json';
import { type FieldsProps, SectionTitle, TextField } from './fields';

export function ThresholdFields({ draft, change, problems }: FieldsProps) {
  const { text } = useText();
  const defaults = defaultSettings();
  return (
    <>
      <SectionTitle>{text('config.section.thresholds')}</SectionTitle>
      <Text element="p" color="secondary">
        {text('config.thresholdsHint')}
      </Text>
      {(thresholdFacts.map(({ id }) => id) as ThresholdId[]).map((id) => (
        <TextField
          key={id}
          path={`thresholds.${id}`}
          label={text(`threshold.${id}`)}
          means={text(`threshold.${id}.means`)}
          value={draft.thresholds[id]}
          defaultValue={String(defaults.thresholds[id])}
          onChange={(typed) => change({ thresholds: { ...draft.thresholds, [id]: typed } })}
          problems={problems}
          isNumber
        />
      ))}
    </>
  );
}
