import React from 'react';
import { useText } from '../../locales/TextProvider';
import { imageSteps, type StepId } from '../../runbook/steps';
import { nodeImages, type System } from '../../runbook/system';

/** How each product lets its nodes be changed; of the node's own product only, where that is known. */
export function ImageHints({ id, system }: { id: StepId; system: System }) {
  const { text } = useText();
  if (!imageSteps.includes(id)) {
    return null;
  }
  if (system.kind === 'image') {
    return <p>{text(`runbook.image.${system.image}`)}</p>;
  }
  return (
    <ul style={{ listStylePosition: 'inside' }}>
      {nodeImages.map((image) => (
        <li key={image}>{text(`runbook.image.${image}`)}</li>
      ))}
    </ul>
  );
}
