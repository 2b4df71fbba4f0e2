import { Button, Drawer, RadioButtonList, Stack, Text } from '@grafana/ui';
import React, { useCallback, useEffect, useMemo, useState } from 'react';
import { SandboxPart } from '../../../components/SandboxPart';
import { type FleetNode } from '../../../signals/evidence/fleetNode';
import { hasFindings } from '../../../events';
import { useText } from '../../../locales/TextProvider';
import { clustersToAsk } from '../../../signals/evidence/pasted';
import { EvidenceInput } from './EvidenceInput';
import { PasteNext } from './PasteNext';
import { PasteExamples } from './PasteExamples';
import { usePaste } from './PasteProvider';
import { ReadingCard } from './ReadingCard';
import { type Reading, useReadings } from './useReadings';

const typedId = 'typed';
const notKnown = '';

/** Takes texts, reads them here in the browser, and says what they say before they count. */
export default function PasteDrawer({ nodes }: { nodes: readonly FleetNode[] }) {
  const { text } = useText();
  const { add, close, opened } = usePaste();
  const [nowSeconds] = useState(() => Math.floor(Date.now() / 1000));
  const { readings, read, forget } = useReadings(nowSeconds);
  const [chosen, setChosen] = useState(notKnown);
  const clusters = useClustersToAsk(nodes, readings);
  const cluster = clusters.includes(chosen) ? chosen : undefined;

  const onTyped = useCallback(
    (typed: string) => (/\S/.test(typed) ? read(typedId, text('paste.text'), typed) : forget(typedId)),
    [read, forget, text]
  );
  const onPasted = (pasted: string) => read(`text ${pasted.length}`, text('paste.text'), pasted);
  const onFiles = useCallback(
    (files: readonly File[]) => files.forEach((file) => read(`file ${file.name}`, file.name, file)),
    [read]
  );
  useEffect(() => onFiles(opened ?? []), [opened, onFiles]);

  const findings = useMemo(
    () =>
      readings.flatMap(({ name, state }) =>
        state.kind === 'read' && hasFindings(state.summary) ? [{ name, cluster, evidence: state.evidence }] : []
      ),
    [readings, cluster]
  );
  const isReading = readings.some(({ state }) => state.kind === 'reading');
  const apply = () => {
    add(findings, nowSeconds);
    close();
  };

  return (
    <Drawer title={text('paste.title')} subtitle={text('paste.private')} size="md" onClose={close}>
      <SandboxPart>
        <Stack direction="column" gap={2}>
          <EvidenceInput {...{ onTyped, onPasted, onFiles }} />
          {readings.map((reading) => (
            <ReadingCard key={reading.id} reading={reading} onForget={() => forget(reading.id)} />
          ))}
          {clusters.length > 0 && (
            <div role="group" aria-label={text('paste.cluster')}>
              <Text element="h4" variant="h5">
                {text('paste.cluster')}
              </Text>
              <p>{text('paste.cluster.means')}</p>
              <RadioButtonList
                name="paste-cluster"
                options={[...clusters, notKnown].map((value) => ({
                  value,
                  label: value || text('paste.cluster.notKnown'),
                }))}
                value={cluster ?? notKnown}
                onChange={setChosen}
              />
            </div>
          )}
          <div>
            <Button disabled={findings.length === 0 || isReading} onClick={apply}>
              {text('paste.apply')}
            </Button>
          </div>
          {!isReading && findings.length > 0 && <PasteNext sources={findings} atSeconds={nowSeconds} />}
          <PasteExamples />
        </Stack>
      </SandboxPart>
    </Drawer>
  );
}

/** Asked once everything is read. */
function useClustersToAsk(nodes: readonly FleetNode[], readings: readonly Reading[]): string[] {
  return useMemo(() => {
    const known = nodes.map(({ evidence }) => evidence);
    const isReading = readings.some(({ state }) => state.kind === 'reading');
    const asked = readings.flatMap(({ state }) =>
      state.kind === 'read' && !isReading ? clustersToAsk(known, state.evidence) : []
    );
    return [...new Set(asked)].sort();
  }, [nodes, readings]);
}
