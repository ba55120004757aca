import * as z from 'zod/mini';
import type { GraphDocument } from '../../graph/document';

export const LEVELS = ['first steps', 'next', 'deeper'] as const;
export type Level = (typeof LEVELS)[number];

/** What a template says of itself in its `lesson` field. Numbers in it are measured: the bench prints them. */
const lessonSchema = z.object({
  level: z.enum(LEVELS),
  /** What it reaches, in a few words. */
  result: z.optional(z.string()),
  tags: z.array(z.string()),
});

export type Lesson = z.infer<typeof lessonSchema>;

/** The lesson of a template, and the graph without it: a copy that is edited teaches something else. */
export function takeLesson(document: GraphDocument): { document: GraphDocument; lesson: Lesson | undefined } {
  const { lesson, ...graph } = document;
  return { document: graph as GraphDocument, lesson: lessonSchema.safeParse(lesson).data };
}
