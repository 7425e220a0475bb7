// SPDX-License-Identifier: Apache-2.0
// The OpenAPI document as the explorer needs it: which operations a program may call, with what.
// Only what this server writes is understood, and anything else is left out, so that a document of
// another version can't break the page.
import { request } from './client';
import type { Role } from './types';

export interface Parameter {
  name: string;
  place: 'path' | 'query';
  required: boolean;
  description: string;
  /** The only values it takes; empty: any. */
  values: string[];
}

export interface Operation {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  summary: string;
  /** The part of the path after the version: `leases`. */
  group: string;
  parameters: Parameter[];
  /** JSON text to begin with; null: it takes no body. */
  body: string | null;
  needsKey: boolean;
  /** What an API key must have; null: none is needed. */
  scope: string | null;
}

type Json = Record<string, unknown>;

const methods = { get: 'GET', post: 'POST', put: 'PUT', delete: 'DELETE' } as const;
const ranks: Record<string, number> = { anyone: 0, user: 1, operator: 2, admin: 3 };

function objectIn(value: unknown, ...names: string[]): Json {
  let found = value;
  for (const name of names) found = (found as Json | undefined)?.[name];
  return typeof found === 'object' && found !== null ? (found as Json) : {};
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

function typeOf(schema: Json): string {
  return typeof schema.type === 'string' ? schema.type : (textsIn(schema.type)[0] ?? '');
}

function parametersOf(operation: Json): Parameter[] {
  const all = Array.isArray(operation.parameters) ? (operation.parameters as Json[]) : [];
  return all.flatMap((parameter) => {
    const place = parameter.in;
    if (place !== 'path' && place !== 'query') return [];
    const schema = objectIn(parameter, 'schema');
    return {
      name: textOf(parameter.name),
      place,
      required: parameter.required === true,
      description: textOf(schema.description),
      values: typeOf(schema) === 'boolean' ? ['true', 'false'] : textsIn(schema.enum),
    };
  });
}

function exampleOf(schema: Json): unknown {
  const [first] = textsIn(schema.enum);
  if (first !== undefined) return first;
  switch (typeOf(schema)) {
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return 1;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return '';
  }
}

/** What must be there, to be filled in; where nothing must, all that may. */
function bodyOf(operation: Json): string | null {
  const content = objectIn(operation, 'requestBody', 'content');
  if (!('application/json' in content)) return null;
  const schema = objectIn(content, 'application/json', 'schema');
  const properties = Object.entries(objectIn(schema, 'properties'));
  const required = textsIn(schema.required);
  const shown = properties.filter(([name]) => required.length === 0 || required.includes(name));
  const example = shown.map(([name, property]) => [name, exampleOf(property as Json)]);
  return JSON.stringify(Object.fromEntries(example), null, 2);
}

function mediaTypes(operation: Json): string[] {
  const responses = Object.values(objectIn(operation, 'responses'));
  return responses.flatMap((response) => Object.keys(objectIn(response, 'content')));
}

/** Streams never end, files are no text, and what is refused to API keys is none of a program's. */
function isForPrograms(path: string, operation: Json): boolean {
  const access = objectIn(operation, 'x-access');
  const body = Object.keys(objectIn(operation, 'requestBody', 'content'));
  return (
    path.startsWith('/v1/') &&
    !path.startsWith('/v1/auth/') &&
    (access.api_keys === true || access.role === 'anyone') &&
    !mediaTypes(operation).includes('text/event-stream') &&
    body.every((type) => type === 'application/json')
  );
}

export function operationsOf(document: unknown, role: Role): Operation[] {
  const paths = Object.entries(objectIn(document, 'paths'));
  return paths.flatMap(([path, item]) =>
    Object.entries(methods).flatMap(([word, method]) => {
      const operation = objectIn(item, word);
      const access = objectIn(operation, 'x-access');
      const rank = ranks[textOf(access.role)];
      if (rank === undefined || rank > (ranks[role] ?? 0)) return [];
      if (!isForPrograms(path, operation)) return [];
      const references = Array.isArray(operation.parameters) ? (operation.parameters as Json[]) : [];
      return {
        id: textOf(operation.operationId),
        method,
        path,
        summary: textOf(operation.summary),
        group: path.split('/')[2] ?? '',
        parameters: parametersOf(operation),
        body: bodyOf(operation),
        needsKey: references.some(({ $ref }) => textOf($ref).endsWith('/IdempotencyKey')),
        scope: textOf(access.scope) || null,
      };
    }),
  );
}

export function apiDocument({ signal }: { signal: AbortSignal }): Promise<unknown> {
  return request<unknown>('/openapi.json', { signal });
}

/** The path with its parameters in place, or the name of the first that is missing. */
export function targetOf(
  operation: Operation,
  values: Record<string, string>,
): { target: string } | { missing: string } {
  const query = new URLSearchParams();
  let target = operation.path;
  for (const { name, place, required } of operation.parameters) {
    const value = values[name]?.trim() ?? '';
    if (value === '' && required) return { missing: name };
    if (place === 'path') target = target.replace(`{${name}}`, encodeURIComponent(value));
    else if (value !== '') query.set(name, value);
  }
  const text = query.toString();
  return { target: text === '' ? target : `${target}?${text}` };
}
