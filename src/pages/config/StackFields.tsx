import { Combobox, Field } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { defaultSettings, selectorsOf, stackIds } from '../../signals/settings/settings';
import { selectorIds } from './draft';
import { ConfigSection, type FieldsProps, TextField } from './fields';

export function StackFields({ draft, change, problems, isReadOnly }: FieldsProps) {
  const { text } = useText();
  const ofStack = selectorsOf(draft.stack, {});
  return (
    <ConfigSection id="stack" title={text('config.section.stack')} means={text('config.section.stack.means')}>
      <Field label={text('config.stack')} description={text('config.stack.means')}>
        <Combobox
          id="config-stack"
          options={stackIds.map((id) => ({ value: id, label: text(`config.stack.${id}`) }))}
          value={draft.stack}
          disabled={isReadOnly}
          onChange={({ value }) => change({ stack: value })}
        />
      </Field>
      {selectorIds.map((id) => (
        <TextField
          key={id}
          path={`selectors.${id}`}
          label={text(`config.selectors.${id}`)}
          means={id === 'exporterPod' ? text('config.selectors.exporterPod.means') : undefined}
          value={draft.ownSelectors[id]}
          placeholder={ofStack[id] === '' ? text('config.selectors.any') : ofStack[id]}
          onChange={(value) => change({ ownSelectors: { ...draft.ownSelectors, [id]: value } })}
          problems={problems}
        />
      ))}
      <TextField
        path="clusterLabel"
        label={text('config.clusterLabel')}
        means={text('config.clusterLabel.means')}
        value={draft.clusterLabel}
        defaultValue={defaultSettings().clusterLabel}
        onChange={(clusterLabel) => change({ clusterLabel })}
        problems={problems}
      />
    </ConfigSection>
  );
}
