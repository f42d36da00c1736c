package scala.runtime;

/**
 * Stands in for the class of Scala's library with this name, which finds a cache by reflection.
 * TeaVM has no such cache: what it would keep is made each time.
 */
public abstract class ClassValueCompat<T> {
    public T get(Class<?> type) {
        return computeValue(type);
    }

    public void remove(Class<?> type) {}

    public abstract T computeValue(Class<?> type);
}
