import { Combobox, Field } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { defaultSettings, selectorsOf, stackIds } from '../../signals/settings';
import { selectorIds } from './draft';
import { type FieldsProps, SectionTitle, TextField } from './fields';

export function StackFields({ draft, change, problems }: FieldsProps) {
  const { text } = useText();
  const ofStack = selectorsOf(draft.stack, {});
  return (
    <>
      <SectionTitle>{text('config.section.stack')}</SectionTitle>
      <Field label={text('config.stack')} description={text('config.stack.means')}>
        <Combobox
          id="config-stack"
          options={stackIds.map((id) => ({ value: id, label: text(`config.stack.${id}`) }))}
          value={draft.stack}
          onChange={({ value }) => change({ stack: value })}
        />
      </Field>
      <TextField
        path="clusterLabel"
        label={text('config.clusterLabel')}
        means={text('config.clusterLabel.means')}
        value={draft.clusterLabel}
        defaultValue={defaultSettings().clusterLabel}
        onChange={(clusterLabel) => change({ clusterLabel })}
        problems={problems}
      />
      {selectorIds.map((id) => (
        <TextField
          key={id}
          path={`selectors.${id}`}
          label={text(`config.selectors.${id}`)}
          means={text('config.selectors.means')}
          value={draft.ownSelectors[id]}
          defaultValue={ofStack[id]}
          onChange={(value) => change({ ownSelectors: { ...draft.ownSelectors, [id]: value } })}
          problems={problems}
        />
      ))}
    </>
  );
}
