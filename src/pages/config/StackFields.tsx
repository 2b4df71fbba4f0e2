import React from 'react';
import { useText } from '../../locales/TextProvider';
import { defaultSettings } from '../../signals/settings';
import { selectorIds } from './draft';
import { type FieldsProps, SectionTitle, TextField } from './fields';

export function StackFields({ draft, change, problems }: FieldsProps) {
  const { text } = useText();
  const defaults = defaultSettings();
  return (
    <>
      <SectionTitle>{text('config.section.stack')}</SectionTitle>
      <TextField
        path="clusterLabel"
        label={text('config.clusterLabel')}
        means={text('config.clusterLabel.means')}
        value={draft.clusterLabel}
        defaultValue={defaults.clusterLabel}
        onChange={(clusterLabel) => change({ clusterLabel })}
        problems={problems}
      />
      {selectorIds.map((id) => (
        <TextField
          key={id}
          path={`selectors.${id}`}
          label={text(`config.selectors.${id}`)}
          means={text('config.selectors.means')}
          value={draft.selectors[id]}
          defaultValue={defaults.selectors[id]}
          onChange={(value) => change({ selectors: { ...draft.selectors, [id]: value } })}
          problems={problems}
        />
      ))}
    </>
  );
}
