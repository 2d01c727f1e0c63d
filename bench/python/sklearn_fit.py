"""scikit-learn's logistic regression (lbfgs), stopped as soon as its loss is no higher than a given one."""
import time

import numpy as np
import sklearn.linear_model._logistic as logistic


class Reached(Exception):
    """The loss is low enough."""


def seconds_to_loss(features, labels, strength, loss):
    """Seconds until the first evaluation at or below `loss` (mean over rows plus the penalty), and the number of evaluations."""
    rows = len(features)
    minimize = logistic.optimize.minimize
    evaluations = 0

    def watched(function, *arguments, **options):
        def watching(*point):
            nonlocal evaluations
            evaluations += 1
            value, gradient = function(*point)
            if value / rows <= loss:
                raise Reached
            return value, gradient

        return minimize(watching, *arguments, **options)

    model = logistic.LogisticRegression(C=1 / (strength * rows), solver="lbfgs", multi_class="multinomial", max_iter=2000, tol=1e-10)
    logistic.optimize.minimize = watched
    start = time.perf_counter()
    try:
        model.fit(features, labels)
    except Reached:
        return time.perf_counter() - start, evaluations
    finally:
        logistic.optimize.minimize = minimize
    return np.nan, evaluations
