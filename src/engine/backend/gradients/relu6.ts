import * as tf from '@tensorflow/tfjs';

/**
 * dy where 0 < x ≤ 6. The library's own gradient compares into booleans and casts them, which takes
 * twenty times as long on WASM as `step`.
 */
export const relu6Gradient: tf.GradConfig = {
  kernelName: 'Relu6',
  inputsToSave: ['x'],
  gradFunc: (dy, saved) => {
    const [x] = saved as [tf.Tensor];
    return {
      x: () => tf.mul(dy as tf.Tensor, tf.sub(tf.step(x), tf.step(tf.sub(x, 6)))),
    };
  },
};
