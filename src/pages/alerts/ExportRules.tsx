import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Field, Input, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { SnippetFile } from '../../components/SnippetFile';
import { useText } from '../../locales/TextProvider';
import { isNamespace, objectLabelsText, parseObjectLabels } from '../../rules/objectLabels';
import { type RuleFileId, ruleFileIds, ruleFileNames, ruleFileText } from '../../rules/ruleFiles';
import { type Installation, objectDefaults } from '../../rules/ruleGroups';
import { Section } from '../shared/Section';
import { FilledWith } from './FilledWith';

/** The files of the bundle, filled in for this installation, to copy or download. */
export function ExportRules({ installation }: { installation: Installation }) {
  const { text } = useText();
  const styles = useStyles2(getStyles);
  const [id, setId] = useState<RuleFileId>('prometheusRule');
  const [labels, setLabels] = useState(() => objectLabelsText(objectDefaults.labels));
  const [namespace, setNamespace] = useState('');

  const parsed = useMemo(() => parseObjectLabels(labels), [labels]);
  const content = useMemo(() => {
    if (id !== 'prometheusRule') {
      return ruleFileText(id, installation, { labels: {}, namespace: '' });
    }
    return parsed.kind === 'labels' && isNamespace(namespace)
      ? ruleFileText(id, installation, { labels: parsed.labels, namespace })
      : undefined;
  }, [id, installation, namespace, parsed]);
  const options = ruleFileIds.map((each) => ({ value: each, label: text(`alerts.export.${each}`) }));
  return (
    <Section title={text('alerts.export')}>
      <p>{text('alerts.export.intro')}</p>
      <FilledWith {...installation} />
      <RadioButtonGroup aria-label={text('alerts.export')} options={options} value={id} onChange={setId} />
      <div>{text(`alerts.export.${id}.then`)}</div>
      {id === 'prometheusRule' && (
        <div className={styles.fields}>
          <Field
            className={styles.field}
            label={text('alerts.export.labels')}
            description={text('alerts.export.labelsHint')}
            invalid={parsed.kind === 'invalid'}
            error={parsed.kind === 'invalid' ? text('alerts.export.labelsInvalid', { text: parsed.text }) : undefined}
          >
            <Input
              id="rule-object-labels"
              value={labels}
              onChange={({ currentTarget }) => setLabels(currentTarget.value)}
            />
          </Field>
          <Field
            className={styles.field}
            label={text('alerts.export.namespace')}
            description={text('alerts.export.namespaceHint')}
            invalid={!isNamespace(namespace)}
            error={isNamespace(namespace) ? undefined : text('alerts.export.namespaceInvalid')}
          >
            <Input
              id="rule-object-namespace"
              value={namespace}
              onChange={({ currentTarget }) => setNamespace(currentTarget.value.trim())}
            />
          </Field>
        </div>
      )}
      {content !== undefined && (
        <SnippetFile path={ruleFileNames[id]} content={content} downloadAs={ruleFileNames[id]} />
      )}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  fields: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: theme.spacing(0, 2) }),
  field: css({ flex: '1 1 16rem', maxWidth: '32rem', minWidth: 0 }),
});
