import { strToU8 } from 'fflate';

/**
 * What most graphs hold, for the packer to point at: a small graph's code is then a third shorter. It
 * belongs to version 1 of the code and must never change: another dictionary is another version.
 */
export const DICTIONARY = strToU8(
  [
    '"units":128,"dropout":0.5,"l2":0.0001,"views":2,"rotate":10,"translate":0.05,"zoom":0.1,"brightness":0.15',
    '"contrast":0.15,"flipHorizontal":true,"inputSize":48,"colour":"rgb","blocks":3,"filters":16,"pooling":"average"',
    '"seed":1,"limitPerClass":0,"fit":"crop","domains":[],"classes":[],"files":null,"source":"emoji"',
    '"val":0.2,"test":0.2,"trainPerClass":20,"bySource":true,"policy":"all-but-last","lastBlocks":1',
    '"backbone":"mobilenet-v3-coco","type":"linear","batchNorm":true,"text":"","label":"","size":{"width":260,"height":120}',
    '"epochs":30,"batchSize":32,"optimizer":"adam","learningRate":0.003,"schedule":"constant","backboneRate":0.1',
    '"kind":"augment","kind":"dataset","kind":"split","kind":"freeze","kind":"head","kind":"backbone","kind":"small-cnn"',
    '"kind":"trained-model","kind":"evaluate","kind":"try-it","kind":"note","kind":"train","kindVersion":1',
    '{"format":"graft","version":1,"title":"Untitled graph","description":"","nodes":[{"id":"","kind":"","kindVersion":1,',
    '"position":{"x":0,"y":0},"params":{}}],"wires":[{"id":"wire","from":{"node":"","port":"data"},"to":{"node":"","port":"model"}},',
    '{"id":"wire-1","from":{"node":"train","port":"trained"},"to":{"node":"evaluate","port":"report"}}]}',
  ].join(','),
);
