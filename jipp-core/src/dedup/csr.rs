//! Many short lists in two flat arrays.

/// Lists of values, one after the other (compressed sparse rows).
#[derive(Debug, Clone)]
pub(super) struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Adds a list.
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.starts.push(self.items.len() as u32);
    }

    /// Adds the lists of another.
    pub(super) fn extend(&mut self, other: &Self)
    where
        T: Clone,
    {
        let before = self.items.len() as u32;
        self.items.extend_from_slice(&other.items);
        self.starts.extend(other.starts.iter().skip(1).map(|start| before + start));
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The list with this number; empty if there is none.
    pub(super) fn get(&self, at: usize) -> &[T] {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => self.items.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// All values of all lists.
    pub(super) fn items(&self) -> &[T] {
        &self.items
    }
}

impl<T: Copy + Default> Lists<T> {
    /// Turns values that say where they belong into one list for each place, in their order.
    pub(super) fn grouped(places: usize, entries: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let mut starts = vec![0u32; places + 1];
        let mut total = 0;
        for (place, _) in entries.clone() {
            if let Some(count) = starts.get_mut(place as usize + 1) {
                *count += 1;
                total += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut items = vec![T::default(); total];
        for (place, value) in entries {
            if let Some(at) = next.get_mut(place as usize) {
                if let Some(slot) = items.get_mut(*at as usize) {
                    *slot = value;
                }
                *at += 1;
            }
        }
        Self { starts, items }
    }
}
