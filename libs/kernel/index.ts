export * from './problem.js';
export * from './span.js';
export * from './units.js';
export * from './zone.js';
