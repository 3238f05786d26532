/** A number that only grows, kept apart by its labels. */
export interface Counter {
  add(amount?: number, labels?: Record<string, string>): void;
}

/** What a gauge stands at. */
export interface Reading {
  value: number;
  labels?: Record<string, string>;
}

/** Counters and gauges of one process, printed in the Prometheus text format. */
export interface Metrics {
  counter(name: string, help: string): Counter;
  /** Read when printed; one number for each set of labels. */
  gauge(name: string, help: string, read: () => Reading[] | Promise<Reading[]>): void;
  print(): Promise<string>;
}

function escapeLabel(value: string): string {
  if (!/["\\\n]/.test(value)) return value;
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function printLabels(labels: Record<string, string>): string {
  let pairs = '';
  for (const name in labels) pairs += `${pairs && ','}${name}="${escapeLabel(labels[name] ?? '')}"`;
  return pairs && `{${pairs}}`;
}

interface Family {
  help: string;
  type: string;
  samples: () => [string, number][] | Promise<[string, number][]>;
}

async function printFamily(name: string, family: Family): Promise<string> {
  const lines = (await family.samples()).map(([labels, value]) => `${name}${labels} ${value}`);
  return [`# HELP ${name} ${family.help}`, `# TYPE ${name} ${family.type}`, ...lines].join('\n');
}

export function createMetrics(): Metrics {
  const families = new Map<string, Family>();
  return {
    counter(name, help) {
      const values = new Map<string, number>([['', 0]]);
      families.set(name, { help, type: 'counter', samples: () => [...values].filter(([labels]) => labels !== '' || values.size === 1) });
      return {
        add(amount = 1, labels = {}) {
          const key = printLabels(labels);
          values.set(key, (values.get(key) ?? 0) + amount);
        },
      };
    },
    gauge(name, help, read) {
      families.set(name, { help, type: 'gauge', samples: async () => (await read()).map(({ value, labels = {} }) => [printLabels(labels), value]) });
    },
    print: async () => `${(await Promise.all([...families].map(([name, family]) => printFamily(name, family)))).join('\n')}\n`,
  };
}
