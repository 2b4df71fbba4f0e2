import { Text } from '@grafana/ui';
import React from 'react';
import { SnippetFile } from '../../components/SnippetFile';
import { useText } from '../../locales/TextProvider';
import { type FleetStep } from '../../signals/coverage/coverageAdvice';
import { snippetsFor } from '../../signals/coverage/snippets';
import { type FoundStack } from '../../signals/coverage/stack';

/** The files that take a step, for each of the stacks that need it. */
export function StepSnippets({ step }: { step: Pick<FleetStep, 'id' | 'clusters'> }) {
  const { text } = useText();
  const stacks: Array<FoundStack | undefined> = [...new Set(step.clusters.map(({ stack }) => stack))];
  const found = (stacks.length > 0 ? stacks : [undefined]).map((stack) => snippetsFor(step.id, stack));
  const shown = found.filter(
    ({ files, stack }, index) => files.length > 0 && found.findIndex((each) => each.stack === stack) === index
  );
  return (
    <>
      {shown.map(({ stack, files }) => (
        <div key={stack ?? ''}>
          {stack && (
            <Text color="secondary">{text('coverage.forStack', { stack: text(`coverage.stack.${stack}`) })}</Text>
          )}
          {files.map((file) => (
            <SnippetFile key={file.path} path={file.path} content={file.text} />
          ))}
        </div>
      ))}
    </>
  );
}
