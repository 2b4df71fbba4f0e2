import { Badge, TextLink } from '@grafana/ui';
import React from 'react';
import { type KernelVerdict } from '../../kernel';
import { useText } from '../../locales/TextProvider';
import { Section } from './Section';

/** What the kernel table knows of the release, and who says so. */
export function KernelFacts({ kernel }: { kernel: KernelVerdict }) {
  const { text } = useText();
  if (kernel.rowId === undefined) {
    return null;
  }
  return (
    <Section title={text('details.kernel')} id="kernel">
      <div>
        {kernel.release}: {text(`kernel.${kernel.class}`)}{' '}
        {kernel.disputed && (
          <Badge
            color="orange"
            icon="question-circle"
            text={text('node.kernel.disputed')}
            tooltip={text('node.kernel.disputedMeans')}
          />
        )}
      </div>
      {/* The kernel table is written in English only. */}
      <div lang="en">{[kernel.family, kernel.note].filter(Boolean).join(': ')}</div>
      {kernel.endOfLife && <div>{text('node.kernel.endOfLife', { date: kernel.endOfLife })}</div>}
      <ul style={{ listStylePosition: 'inside', overflowWrap: 'anywhere' }}>
        {kernel.sources.map(({ url, kind, date }) => (
          <li key={url}>
            <TextLink href={url} external inline variant="bodySmall">
              {url}
            </TextLink>{' '}
            ({[text(`kernelSource.${kind}`), date ?? text('node.kernel.noDate')].join(', ')})
          </li>
        ))}
      </ul>
    </Section>
  );
}
