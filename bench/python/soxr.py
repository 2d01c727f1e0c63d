"""libsoxr through ctypes: resampling at quality HQ, one thread."""
import ctypes

import numpy as np

FLOAT32_INTERLEAVED = 0
HIGH_QUALITY = 4


class IoSpec(ctypes.Structure):
    _fields_ = [("input_type", ctypes.c_int), ("output_type", ctypes.c_int), ("scale", ctypes.c_double),
                ("extra", ctypes.c_void_p), ("flags", ctypes.c_ulong)]


class QualitySpec(ctypes.Structure):
    _fields_ = [("precision", ctypes.c_double), ("phase_response", ctypes.c_double), ("passband_end", ctypes.c_double),
                ("stopband_begin", ctypes.c_double), ("extra", ctypes.c_void_p), ("flags", ctypes.c_ulong)]


def load():
    """The library, or None where it is not installed."""
    try:
        library = ctypes.CDLL("libsoxr.so.0")
    except OSError:
        return None
    library.soxr_quality_spec.restype = QualitySpec
    library.soxr_quality_spec.argtypes = [ctypes.c_ulong, ctypes.c_ulong]
    library.soxr_io_spec.restype = IoSpec
    library.soxr_io_spec.argtypes = [ctypes.c_int, ctypes.c_int]
    library.soxr_oneshot.restype = ctypes.c_char_p
    return library


def resampler(library, samples, from_hz, to_hz):
    """A function without arguments that resamples these samples."""
    output = np.empty(len(samples) * to_hz // from_hz + 64, np.float32)
    io = library.soxr_io_spec(FLOAT32_INTERLEAVED, FLOAT32_INTERLEAVED)
    quality = library.soxr_quality_spec(HIGH_QUALITY, 0)
    used, made = ctypes.c_size_t(), ctypes.c_size_t()

    def run():
        error = library.soxr_oneshot(
            ctypes.c_double(from_hz), ctypes.c_double(to_hz), ctypes.c_uint(1),
            samples.ctypes.data_as(ctypes.c_void_p), ctypes.c_size_t(len(samples)), ctypes.byref(used),
            output.ctypes.data_as(ctypes.c_void_p), ctypes.c_size_t(len(output)), ctypes.byref(made),
            ctypes.byref(io), ctypes.byref(quality), None)
        if error:
            raise RuntimeError(error.decode())
        return output[:made.value]

    return run
