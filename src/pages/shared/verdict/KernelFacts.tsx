import { Badge } from '@grafana/ui';
import React from 'react';
import { kernelFamily, type KernelVerdict, parseRelease } from '../../../kernel';
import { notesOf } from '../../../kernel/kernelNotes';
import { useText } from '../../../locales/TextProvider';
import { kernelNote } from '../../../locales/kernelNote';
import { kernelText } from '../../../locales/wording';
import { Section } from '../Section';
import { SourceLink } from '../SourceLink';
import { type SectionId } from './reasonPlaces';

export interface KernelFactsProps {
  kernel: KernelVerdict;
  osImage?: string;
  /** Where a reason leads to, once on a page. */
  id?: SectionId;
}

/** What the kernel table knows of the release, and who says so. */
export function KernelFacts({ kernel, osImage, id }: KernelFactsProps) {
  const words = useText();
  const { text } = words;
  if (kernel.rowId === undefined) {
    return null;
  }
  return (
    <Section title={text('details.kernel')} id={id}>
      <div>
        {text('join.named', { name: kernel.release ?? '', what: kernelText(kernel, words) })}{' '}
        {kernel.disputed && (
          <Badge
            color="orange"
            icon="question-circle"
            text={text('node.kernel.disputed')}
            tooltip={text('node.kernel.disputedMeans')}
          />
        )}
      </div>
      <Parts release={kernel.release} />
      {kernel.basis !== 'vendor' && <div>{text(`node.kernel.basis.${kernel.basis}`)}</div>}
      <div>{[kernelFamily(kernel, osImage), kernelNote(kernel.rowId, words)].filter(Boolean).join(': ')}</div>
      {kernel.endOfLife && <div>{text('node.kernel.endOfLife', { date: kernel.endOfLife })}</div>}
      <ul style={{ listStylePosition: 'inside', overflowWrap: 'anywhere' }}>
        {notesOf(kernel.rowId)?.sources.map(({ url, kind, date }) => (
          <li key={url}>
            <SourceLink {...{ url, kind, date }} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Parts({ release = '' }: { release?: string }) {
  const { text } = useText();
  const { base, patchLevel = '–', flavour = '–' } = parseRelease(release) ?? {};
  return base === undefined ? null : <div>{text('node.kernel.parts', { base, patchLevel, flavour })}</div>;
}
