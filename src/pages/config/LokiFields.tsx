import { Combobox, Field } from '@grafana/ui';
import React from 'react';
import lokiKnowledge from '../../knowledge/loki.json';
import { useText } from '../../locales/TextProvider';
import { lokiLayoutIds } from '../../signals/settings/settings';
import { type FieldsProps, TextField } from './fields';

export function LokiFields({ draft, change, problems, isReadOnly }: FieldsProps) {
  const { text } = useText();
  const layouts = lokiKnowledge.layouts;
  return (
    <>
      <Field label={text('config.loki.layout')} description={text('config.loki.layout.means')}>
        <Combobox
          id="config-loki-layout"
          options={lokiLayoutIds.map((id) => ({ value: id, label: layouts[id].title }))}
          value={draft.layout}
          disabled={isReadOnly}
          onChange={({ value }) => change({ layout: value })}
        />
      </Field>
      <TextField
        path="events.loki.selector"
        label={text('config.loki.selector')}
        means={text('config.loki.selector.means')}
        value={draft.lokiSelector}
        placeholder={layouts[draft.layout].selector}
        onChange={(lokiSelector) => change({ lokiSelector })}
        problems={problems}
      />
    </>
  );
}
