import { randomBytes } from 'node:crypto';
import { isDataSourceType, type DataSourceType, type HostDataSource } from './data-sources';

export interface StoredDataSource extends HostDataSource {
  id: number;
  version: number;
  /** Of those that Grafana was set up with: its HTTP API changes none of them. */
  readOnly: boolean;
}

/** What the HTTP API takes for a new data source or a changed one. */
export interface DataSourceCommand {
  name: string;
  type: DataSourceType;
  access: string;
  url: string;
  uid?: string;
  isDefault: boolean;
  jsonData: Record<string, unknown>;
}

/** Why a data source is not stored; its words are Grafana's. */
export class DataSourceConflict extends Error {}

/** The command in a request's body; undefined where something that Grafana asks for is not there. */
export function commandIn(body: unknown): DataSourceCommand | undefined {
  const { name, type, access, url, uid, isDefault, jsonData } = (body ?? {}) as Record<string, unknown>;
  const isWhole = [name, type, access].every((each) => typeof each === 'string' && each !== '');
  if (!isWhole || !isDataSourceType(type)) {
    return undefined;
  }
  return {
    name: String(name),
    type,
    access: String(access),
    url: typeof url === 'string' ? url : '',
    ...(typeof uid === 'string' && uid !== '' ? { uid } : {}),
    isDefault: isDefault === true,
    jsonData: typeof jsonData === 'object' && jsonData !== null ? { ...jsonData } : {},
  };
}

export class DataSourceStore {
  private all: StoredDataSource[];
  private lastId: number;

  constructor(provisioned: readonly HostDataSource[]) {
    this.all = provisioned.map((each, index) => ({ ...each, id: index + 1, version: 1, readOnly: true }));
    this.lastId = this.all.length;
  }

  list(): readonly StoredDataSource[] {
    return this.all;
  }

  find(uid: string | undefined): StoredDataSource | undefined {
    return this.all.find((each) => each.uid === uid);
  }

  add({ uid = randomBytes(7).toString('hex'), name, type, url, isDefault, jsonData }: DataSourceCommand) {
    this.refuseTaken(name);
    if (this.find(uid)) {
      throw new DataSourceConflict('data source with the same uid already exists');
    }
    this.lastId += 1;
    return this.put({ uid, name, type, url, isDefault, jsonData, id: this.lastId, version: 1, readOnly: false });
  }

  update(stored: StoredDataSource, { name, type, url, isDefault, jsonData }: DataSourceCommand): StoredDataSource {
    this.refuseTaken(name, stored);
    return this.put({ ...stored, name, type, url, isDefault, jsonData, version: stored.version + 1 });
  }

  remove({ id }: StoredDataSource): void {
    this.all = this.all.filter((each) => each.id !== id);
  }

  private refuseTaken(name: string, except?: StoredDataSource): void {
    if (this.all.some((each) => each.name === name && each.id !== except?.id)) {
      throw new DataSourceConflict('data source with the same name already exists');
    }
  }

  /** There is one default data source at most. */
  private put(stored: StoredDataSource): StoredDataSource {
    const others = this.all
      .filter(({ id }) => id !== stored.id)
      .map((each) => (stored.isDefault ? { ...each, isDefault: false } : each));
    this.all = [...others, stored].sort((a, b) => a.id - b.id);
    return stored;
  }
}
