/** @see OpenAPI 3.1 §4.8.7 (Components Object) */
import type { ProblemList } from '@typhoon/core/internal';
import { ComponentReference, visitReferences } from './reference.js';
import type { Form, SchemaEntry, SchemaIdentity, SchemaObject } from './reference.js';

/**
 * The schemas that have a name. Which name is decided last: a model has one component, or two where what is sent and what
 * is answered differ: `Item` for the answer, `ItemInput` for what is sent.
 */
export class SchemaRegistry {
  readonly #entries = new Map<object, SchemaEntry>();
  readonly #problems: ProblemList;

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  /** A reference to the component; `convert` is called when its form is asked for the first time. */
  refer(identity: SchemaIdentity, form: Form, convert: () => SchemaObject): ComponentReference {
    const entry = this.#entryOf(identity);
    if (entry.forms[form] === undefined) {
      // Set before the conversion: a recursive schema refers to itself.
      entry.forms[form] = {};
      entry.forms[form] = convert();
    }
    return new ComponentReference(entry, form);
  }

  /**
   * `components.schemas` with what `document` refers to, by name. After it, references can be written. What stands
   * `beside` it, in another document of the same schemas, takes part in naming alone.
   */
  toComponents(document: unknown, beside?: unknown): Readonly<Record<string, SchemaObject>> {
    const used = findUsedForms([document, beside]);
    const groups = this.#groupByName([...used.keys()]);
    const split = findSplitGroups(groups, used);
    const taken = this.#nameGroups(groups, split, used);
    const own = new Set([...findUsedForms(document)].flatMap(([entry, forms]) => [...forms].map((form) => entry.names[form])));
    const names = [...taken.keys()].filter((name) => own.has(name)).sort();
    return Object.fromEntries(names.map((name) => [name, taken.get(name) as SchemaObject]));
  }

  #entryOf(identity: SchemaIdentity): SchemaEntry {
    const known = this.#entries.get(identity.key);
    if (known !== undefined) return known;
    const entry: SchemaEntry = { ...identity, forms: {}, names: { input: identity.name, output: identity.name } };
    this.#entries.set(identity.key, entry);
    return entry;
  }

  /** Two schemas of one name are one component when they say the same. */
  #groupByName(entries: readonly SchemaEntry[]): readonly SchemaGroup[] {
    const groups = new Map<string | SchemaEntry, SchemaGroup>();
    for (const entry of entries) {
      const key = entry.yields === true ? entry : entry.name;
      const group = groups.get(key) ?? { name: entry.name, yields: entry.yields === true, entries: [] };
      groups.set(key, group);
      group.entries.push(entry);
    }
    for (const group of groups.values()) this.#assertOneShape(group);
    return [...groups.values()];
  }

  #assertOneShape(group: SchemaGroup): void {
    const [first, ...others] = group.entries;
    const stranger = others.find((other) => FORMS.some((form) => differ(first?.forms[form], other.forms[form])));
    if (first === undefined || stranger === undefined) return;
    this.#problems.add(
      'TYPHOON_ERR_SCHEMA_NAME',
      stranger.place,
      `another schema is named '${group.name}' too, first used by ${first.place}. Give one of them another name: Model({ … }, { name: '…' }) or named('…', …).`,
    );
  }

  #nameGroups(groups: readonly SchemaGroup[], split: ReadonlySet<SchemaGroup>, used: UsedForms): ReadonlyMap<string, SchemaObject> {
    const taken = new Map<string, SchemaObject>();
    const rank = (group: SchemaGroup): number => (group.yields ? 2 : split.has(group) ? 1 : 0);
    // The names a user wrote come first, those made up for input next, ours last: they step aside.
    const written = new Set(groups.filter(({ yields }) => !yields).map(({ name }) => name));
    for (const group of [...groups].sort((left, right) => rank(left) - rank(right))) {
      const base = group.yields ? freeName(group.name, taken) : group.name;
      const names = { output: base, input: split.has(group) ? freeInputName(base, (name) => written.has(name) || taken.has(name)) : base };
      for (const form of FORMS) {
        const schema = formOf(group, form, used);
        if (schema === undefined || (form === 'input' && !split.has(group) && taken.has(base))) continue;
        taken.set(names[form], schema);
      }
      for (const entry of group.entries) entry.names = names;
    }
    return taken;
  }
}

interface SchemaGroup {
  readonly name: string;
  readonly yields: boolean;
  readonly entries: SchemaEntry[];
}

type UsedForms = ReadonlyMap<SchemaEntry, ReadonlySet<Form>>;

const FORMS: readonly Form[] = ['output', 'input'];

/** All that can be reached from the document: a component nobody refers to is not written. */
function findUsedForms(document: unknown): UsedForms {
  const used = new Map<SchemaEntry, Set<Form>>();
  const visit = ({ entry, form }: ComponentReference): void => {
    const forms = used.get(entry) ?? new Set();
    used.set(entry, forms);
    if (forms.has(form)) return;
    forms.add(form);
    visitReferences(entry.forms[form], visit);
  };
  visitReferences(document, visit);
  return used;
}

/** Those whose two forms are both used and differ, themselves or in something they refer to. */
function findSplitGroups(groups: readonly SchemaGroup[], used: UsedForms): ReadonlySet<SchemaGroup> {
  const groupOf = new Map(groups.flatMap((group) => group.entries.map((entry) => [entry, group] as const)));
  const candidates = groups.filter((group) => FORMS.every((form) => formOf(group, form, used) !== undefined));
  const split = new Set(candidates.filter((group) => differ(formOf(group, 'input', used), formOf(group, 'output', used))));
  for (let before = -1; before !== split.size;) {
    before = split.size;
    for (const group of candidates) {
      visitReferences(formOf(group, 'input', used), ({ entry }) => {
        const target = groupOf.get(entry);
        if (target !== undefined && split.has(target)) split.add(group);
      });
    }
  }
  return split;
}

function formOf(group: SchemaGroup, form: Form, used: UsedForms): SchemaObject | undefined {
  return group.entries.find((entry) => used.get(entry)?.has(form) === true)?.forms[form];
}

/** False where either is unknown. Before names are given, a reference writes the wanted one for both forms, so the texts can be compared. */
function differ(left: SchemaObject | undefined, right: SchemaObject | undefined): boolean {
  return left !== undefined && right !== undefined && toJsonText(left) !== toJsonText(right);
}

function freeName(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}${count}`;
    if (!taken.has(name) && !taken.has(`${name}Input`)) return name;
  }
}

/** `ItemInput`; `ItemInput2` where a model of the program has that name. */
function freeInputName(base: string, isTaken: (name: string) => boolean): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? `${base}Input` : `${base}Input${count}`;
    if (!isTaken(name)) return name;
  }
}

/** JSON as we write it everywhere: what JSON cannot say becomes text instead of an exception. */
export function toJsonText(value: unknown): string {
  return (
    JSON.stringify(value, (_key, member: unknown) => (typeof member === 'bigint' ? member.toString() : member instanceof Set ? [...member] : member)) ?? 'null'
  );
}
